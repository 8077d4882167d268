// Owns the list of what staff may ask for. routes.cpp gives each an address, and says who may.
#pragma once

#include "api/staff/guard.h"

namespace lyhord::api::staff {

// Signing in and out, and the one-time set-up link.
OpenHandler show_login;   // GET /staff/login
OpenHandler take_login;   // POST /staff/login
OpenHandler take_logout;  // POST /staff/logout
OpenHandler show_setup;   // GET /staff/setup/{token}
OpenHandler take_setup;   // POST /staff/setup/{token}

// The dialogues, what they have received and released, and the way to their tables.
StaffHandler show_overview;        // GET /staff
StaffHandler show_accounts;        // GET /staff/konton
StaffHandler take_account_change;  // POST /staff/konton: adds, resets, disables, enables
StaffHandler show_own_account;     // GET /staff/konto: the second factor of whoever is signed in
StaffHandler take_own_account;     // POST /staff/konto: adds or removes it
StaffHandler show_audit;           // GET /staff/audit, newest first

// Running dialogues: a questionnaire file, and the rounds of one dialogue.
StaffHandler show_dialogues;      // GET /staff/dialoger
StaffHandler take_questionnaire;  // POST /staff/dialoger: a file
StaffHandler show_dialogue;       // GET /staff/dialoger/{slug}
StaffHandler
    take_dialogue_change;   // POST /staff/dialoger/{slug}: opens, extends, closes, publishes
StaffHandler show_preview;  // GET /staff/dialoger/{slug}/visa: as a resident meets it
StaffHandler take_preview;  // POST /staff/dialoger/{slug}/visa

// GET /staff/affisch/{slug}: a poster in ?language= (several), as ?format=pdf or svg.
StaffHandler show_poster;

// What a round's answers came to, ?round=, by the dimension ?by=; and how that was counted.
StaffHandler show_results;  // GET /staff/resultat/{slug}
StaffHandler show_method;   // GET /staff/metod/{slug}

// A text that nobody has decided about, or one that is approved, and what is decided:
// api/staff/text_page.cpp.
StaffHandler show_text;           // GET /staff/texter/{slug}
StaffHandler take_text_decision;  // POST /staff/texter/{slug}

// Downloads of released tables. Each is in the audit log before its first byte is sent.
StaffHandler send_tables_json;
StaffHandler send_tables_csv;
StaffHandler send_tables_for_excel;
StaffHandler send_workbook;
StaffHandler send_pdf;
StaffHandler send_package;
StaffHandler send_themes_json;
StaffHandler send_themes_workbook;     // GET /staff/texter/{slug}/teman.xlsx
StaffHandler send_comments;            // GET /staff/texter/{slug}/godkanda.csv
StaffHandler send_comments_for_excel;  // GET /staff/texter/{slug}/godkanda-excel.csv

}  // namespace lyhord::api::staff
