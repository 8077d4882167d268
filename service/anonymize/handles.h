// Owns the detection of the names that people go by on social media, in games and in forums.
#pragma once

#include <string_view>

#include "anonymize/matching.h"
#include "anonymize/signs.h"

namespace lyhord::anonymize {

class Handles {
public:
    Handles();

    // @kalle, and "@ kalle" if it is no word or place.
    static Findings at_signs(std::string_view text);
    // kalle_95, kalle#1234, u/kalle.
    Findings tagged(std::string_view text) const;
    // "snap: kalle", "insta kalle95", "kalle95 på tiktok", "användarnamn: kalle"; where the hint
    // occurs.
    Findings announced(std::string_view text) const;
    static std::string hint();

private:
    Findings names_after_service(std::string_view text) const;
    bool follows_service(std::string_view text, const Match& match, std::string_view name) const;
    Findings names_before_service(std::string_view text) const;
    bool precedes_service(const Match& match, std::string_view name) const;
    Findings names_after_alias(std::string_view text) const;
    Findings names_called(std::string_view text) const;
    Findings odd_words(std::string_view text) const;

    Pattern service_then_name_;
    Pattern account_word_;
    Pattern owner_;
    Pattern place_;
    Pattern name_then_service_;
    Pattern account_cue_;
    Pattern real_name_service_;
    Pattern alias_then_name_;
    Pattern strong_alias_;
    Pattern quote_;
    Pattern second_word_;
    Pattern called_on_service_;
    Pattern alias_on_service_;
    Pattern odd_word_;
    Pattern service_;
    SignWords alias_signs_;
    Pattern tagged_;
    Pattern file_name_;
};

}  // namespace lyhord::anonymize
