// Owns every named maximum. A loop, queue, body, field or result without one here is a bug.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lyhord::base::limits {

// HTTP
inline constexpr std::size_t target_bytes_max = 1024;
inline constexpr std::size_t head_bytes_max = 8 * 1024;
inline constexpr std::size_t head_fields_max = 64;
inline constexpr std::size_t body_bytes_max = 64 * 1024;
inline constexpr std::size_t form_bytes_max = 256 * 1024;  // a step of the HTML form
inline constexpr std::size_t import_bytes_max = 4 * 1024 * 1024;
inline constexpr std::size_t kept_response_bytes_max = 4 * 1024 * 1024;  // of published results
inline constexpr int accept_backlog = 4096;
inline constexpr std::size_t connections_default = 12'000;
inline constexpr std::size_t descriptors_kept = 64;  // of RLIMIT_NOFILE, for everything else
inline constexpr int accepts_at_once_max = 128;
inline constexpr std::size_t read_bytes_at_once = 16 * 1024;
inline constexpr std::size_t linger_bytes_max = 256 * 1024;     // read and dropped before a close
inline constexpr std::size_t kept_buffer_bytes_max = 4 * 1024;  // by a connection between requests
// How long a connection may stay in one phase.
inline constexpr int opening_seconds_max = 10;  // to the end of the TLS handshake
inline constexpr int idle_seconds_max = 60;
inline constexpr int head_seconds_max = 10;
inline constexpr int body_seconds_max = 60;
inline constexpr int reply_wait_seconds_max = 20;
inline constexpr int write_seconds_max = 30;
inline constexpr std::size_t write_progress_bytes = 32 * 1024;     // that begin it anew
inline constexpr std::size_t bodies_bytes_max = 64 * 1024 * 1024;  // of all requests at a time
// Each has its share of these bytes: 16 whole forms at least.
inline constexpr std::size_t io_threads_max = 16;
inline constexpr std::size_t workers_max = 256;
inline constexpr int linger_seconds_max = 2;
inline constexpr int drain_seconds_max = 5;            // after SIGTERM, for requests on their way
inline constexpr std::size_t jobs_waiting_max = 2048;  // for a worker
inline constexpr std::size_t slow_jobs_waiting_max = 64;  // staff's sign-ins and downloads
inline constexpr std::size_t slow_workers = 2;
inline constexpr int slow_niceness = 5;
inline constexpr std::int64_t retry_after_seconds = 30;  // told with a 429 or 503
// Answers of one address, and what is asked for above that.
inline constexpr std::int64_t answers_per_address_default = 600;
inline constexpr std::int64_t answers_per_address_max = 1'000'000;
inline constexpr std::int64_t answers_window_minutes_default = 10;
inline constexpr std::int64_t answers_window_minutes_max = 24 * 60;
inline constexpr std::size_t answer_clients_max = 32'768;  // addresses remembered for that
inline constexpr int challenge_bits_default = 14;
inline constexpr int challenge_bits_max = 20;
inline constexpr int challenge_bits_added_max = 4;  // for an address far above its answers
inline constexpr int challenge_puzzles = 16;
inline constexpr std::size_t challenge_counter_digits_max = 10;
inline constexpr std::int64_t challenge_wait_seconds_default = 20;
inline constexpr std::int64_t challenge_wait_seconds_max = 300;
inline constexpr std::int64_t challenge_seconds_max = 900;  // or the window, if it is longer
inline constexpr std::size_t challenges_used_max = 65'536;  // remembered, so that none passes twice
inline constexpr std::size_t challenge_solution_bytes_max = 512;

// JSON
inline constexpr std::size_t json_depth_max = 16;
inline constexpr std::size_t json_values_max = 200'000;

// Questionnaire
inline constexpr std::size_t questions_max = 200;
inline constexpr std::size_t options_max = 200;
inline constexpr std::size_t rows_max = 50;
inline constexpr std::size_t page_weight_max = 6;  // questions and matrix rows on one page
inline constexpr std::size_t text_characters_max = 4000;
inline constexpr std::size_t label_characters_max = 2000;
inline constexpr std::size_t id_characters_max = 64;
inline constexpr std::size_t dimensions_max = 12;
inline constexpr std::size_t crossing_parts_max = 4;
inline constexpr std::size_t categories_max = 500;
inline constexpr std::size_t areas_max = 20'000;
inline constexpr std::size_t import_errors_max = 100;
inline constexpr std::size_t languages_max = 40;
inline constexpr std::size_t language_characters_max = 35;
inline constexpr std::size_t owners_max = 20;
inline constexpr std::size_t bands_max = 50;
inline constexpr std::int64_t scale_values_max = 101;
inline constexpr double number_magnitude_max = 1e12;
inline constexpr std::int64_t version_max = 1'000'000;
inline constexpr std::int64_t estimated_minutes_max = 600;
inline constexpr std::int64_t expected_answers_max = 100'000'000;
inline constexpr std::int64_t grace_hours_max = 31 * 24;
inline constexpr std::size_t area_depth_max = 16;

// Codebook
inline constexpr std::size_t themes_max = 200;
inline constexpr std::size_t patterns_max = 2000;  // of one theme
inline constexpr std::size_t pattern_characters_max = 200;
inline constexpr std::size_t pattern_words_max = 8;

// Redaction
inline constexpr std::size_t redact_bytes_max = 4 * 1024 * 1024;  // a longer text is withheld
inline constexpr std::size_t redact_passes_max = 16;
inline constexpr std::size_t marks_max = 30;             // combining characters on one letter
inline constexpr std::size_t own_names_max = 1'000'000;  // that a municipality imports
inline constexpr std::size_t name_list_bytes_max = 32 * 1024 * 1024;  // of one published list
inline constexpr std::size_t name_list_line_bytes_max = 1000;
inline constexpr std::size_t name_rows_told_max = 10;  // that have no count
inline constexpr std::size_t name_words_max = 6;       // "Maria del Carmen de la Cruz"
inline constexpr std::size_t name_word_bytes_max = 60;
inline constexpr std::size_t script_word_bytes_max = 64;  // longer ones are on no list
inline constexpr std::size_t gazetteer_entries_max = 200'000;
inline constexpr std::size_t gazetteer_words_max = 5;  // words of one place name

// Release
inline constexpr int batch_size_floor = 3;
inline constexpr int batch_size_default = 5;
inline constexpr int batch_size_max = 1000;
inline constexpr int area_expected_answers_min = 20;
inline constexpr int weekly_batch_min_default = 50;
inline constexpr std::size_t csv_record_bytes_max = 64 * 1024;  // of `release simulate`
inline constexpr int weekly_batch_max = 100'000;
inline constexpr std::int64_t grace_hours_default = 72;
inline constexpr std::int64_t expected_answers_default = 150;  // a typical open municipal round

inline constexpr std::int64_t public_category_min = 10;  // smallest number told to the public

// Statistics
inline constexpr int raking_rounds_max = 1000;

// Store
inline constexpr std::size_t withdrawn_list_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t write_queue_max = 4096;
inline constexpr std::size_t write_batch_max = 512;
inline constexpr std::size_t arrivals_bytes_max = 16 * 1024 * 1024;  // on their way to their tables
inline constexpr std::size_t arrivals_row_bytes_max = 512 * 1024;
inline constexpr std::size_t arrivals_moved_at_once = 512;  // answers and keys
inline constexpr std::int64_t write_failure_seconds = 60;   // not ready so long, then tried again
inline constexpr std::size_t sealed_piece_bytes_max = 64 * 1024;
inline constexpr int checkpoint_seconds_max = 60;
inline constexpr std::int64_t clock_jump_seconds_max = 600;
inline constexpr std::int64_t clock_trial_seconds = 3600;
inline constexpr std::size_t store_readers_max = 4;
inline constexpr std::int64_t quick_check_bytes_max = 16 * 1024 * 1024;
inline constexpr std::int64_t rewrite_retry_seconds_min = 60;
inline constexpr std::int64_t rewrite_retry_seconds_max = 3600;
inline constexpr std::int64_t rewrite_in_memory_bytes_max = 256 * 1024 * 1024;
inline constexpr std::size_t check_problems_max = 100;
inline constexpr int backups_kept_days_default = 14;
inline constexpr std::size_t backups_removed_at_once = 2;  // that are older, in a run

// Access
inline constexpr std::size_t password_characters_min = 12;
inline constexpr std::size_t password_characters_max = 256;
inline constexpr int failed_logins_max = 10;
inline constexpr std::int64_t lockout_seconds = 15 * 60;
inline constexpr std::int64_t session_seconds = 8 * 3600;
inline constexpr std::int64_t session_idle_seconds = 3600;
inline constexpr std::int64_t setup_link_seconds = 72 * 3600;
inline constexpr std::int64_t api_token_days_default = 90;
inline constexpr std::int64_t api_token_days_max = 366;
inline constexpr std::size_t api_tokens_max = 50;  // of one account
inline constexpr std::size_t accounts_max = 500;
inline constexpr std::size_t account_name_characters_max = 63;
inline constexpr std::uint32_t password_memory_kib = 64 * 1024;  // argon2id, one lane
inline constexpr std::uint32_t password_passes = 3;
inline constexpr int logins_waiting_max = 8;              // for the one argon2id computation
inline constexpr int login_tries_per_minute_max = 10;     // that fail, from one client
inline constexpr std::size_t login_clients_max = 10'000;  // remembered for that
inline constexpr int withdrawals_max = 10;  // by one client, in a window of this length
inline constexpr std::int64_t withdrawals_window_seconds = 10 * 60;
inline constexpr std::size_t withdrawal_clients_max = 10'000;  // remembered for that
inline constexpr int failed_logins_audited_per_hour_max = 200;
inline constexpr std::int64_t session_touch_seconds = 60;  // a session's last use is this exact
inline constexpr std::size_t examples_min = 3;             // of a theme
inline constexpr std::size_t examples_max = 10;
inline constexpr std::size_t comments_at_once_max = 500;  // of an export
inline constexpr std::int64_t audit_entries_shown_max = 500;
inline constexpr std::size_t kept_translations_max = 500;  // typed by reviewers, not handed in yet

// Operations
inline constexpr std::size_t recovery_text_bytes_max = 4096;  // as typed from paper
inline constexpr std::size_t key_file_bytes_max = 256;
inline constexpr int backup_tries_max = 5;  // when a tick comes between
inline constexpr int check_tries_max = 5;   // when a tick comes between
inline constexpr int disposal_reminder_days = 30;
inline constexpr std::int64_t backup_age_hours_max = 36;  // then it is an alarm
inline constexpr int certificate_days_min = 14;           // below it is an alarm
inline constexpr int control_threads = 8;                 // commands at a time that ask or wait
inline constexpr int control_seconds_max = 5;  // to send a command, and to read its outcome
inline constexpr int alarm_seconds_max = 20;   // for its command, or its socket
inline constexpr std::int64_t answers_told_seconds = 3600;  // counts of answers step so often
inline constexpr std::size_t withdrawals_applied_at_once = 1000;

// Pages
inline constexpr std::size_t recording_bytes_max = 2 * 1024 * 1024;  // of one question
inline constexpr std::size_t page_bytes_compressed_max = 14'000;     // one round trip

// Posters
inline constexpr std::size_t poster_languages_max = 3;  // what can be read on one sheet
inline constexpr std::int64_t poster_seconds_max = 10;
inline constexpr std::size_t poster_bytes_max = 4 * 1024 * 1024;

// Printed reports
inline constexpr std::int64_t print_seconds_max = 30;
inline constexpr std::size_t print_bytes_max = 64UL * 1024 * 1024;  // with its pictures

}  // namespace lyhord::base::limits
