// Owns the detection of links, e-mail addresses and account names.
#pragma once

#include <string_view>

#include "anonymize/matching.h"

namespace lyhord::anonymize {

class Contacts {
public:
    Contacts();

    // https://x.se/y, www.x.se.
    Findings links(std::string_view text) const;
    // kalle@example.se, kalle@gmail, kalle (at) example punkt se.
    Findings emails(std::string_view text) const;
    // example.se, example.com/kalle: without a scheme, so e-mail must be masked before.
    Findings domains(std::string_view text) const;
    // @kalle, snap: kalle, insta kalle_95, kalle95 på tiktok.
    Findings handles(std::string_view text) const;

private:
    bool is_sentence_end(std::string_view text, const Match& domain) const;
    static Findings at_signs(std::string_view text);
    Findings names_after_service(std::string_view text) const;
    Findings names_before_service(std::string_view text) const;

    Pattern link_;
    Pattern spelled_out_hint_;
    Pattern spelled_out_email_;
    Pattern domain_;
    Pattern sentence_goes_on_;
    Pattern service_hint_;
    Pattern service_then_name_;
    Pattern name_then_service_;
};

}  // namespace lyhord::anonymize
