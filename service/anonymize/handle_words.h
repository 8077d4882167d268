// Owns what the words of account names look like, and the services and cues beside which they
// stand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lyhord::anonymize {

// Expressions for RE2, without groups: services, games and forums as they are written; what an
// account name is announced by ("användarnamn", "nick").
const std::string& service_words();
// Those that cannot be the beginning of ordinary words.
const std::string& long_service_words();
const std::string& alias_words();

// Services on which people go by a name that is not their own.
bool is_nickname_service(std::string_view service);

// Has what an ordinary word lacks: a digit, an underscore or a full stop inside.
bool looks_like_handle(std::string_view name);

// The same for a word that only stands near a service: "kalle_", "emma07", "zahra.blomma",
// "NorrSvenne"; not "kl.18", "covid19", "tiktok.sen".
bool is_odd_word(std::string_view word);

// "NorrSvenne"; not "TikTok" and "McDonalds".
bool is_camel_name(std::string_view word);

// A word of the language, or put together from such.
bool is_ordinary(std::string_view word);

// No list has it, and it is no slip of the pen.
bool is_unknown(std::string_view word);

}  // namespace lyhord::anonymize
