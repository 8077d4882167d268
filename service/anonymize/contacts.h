// Owns the detection of links, e-mail addresses and the addresses of machines in networks.
#pragma once

#include <string_view>

#include "anonymize/matching.h"

namespace lyhord::anonymize {

class Contacts {
public:
    Contacts();

    // https://x.se/y, www.x.se.
    Findings links(std::string_view text) const;
    // 82.99.12.145, 2001:db8::7334, 5e:ff:56:a2:af:15.
    Findings network_addresses(std::string_view text) const;
    // kalle@example.se, kalle@gmail.
    Findings emails(std::string_view text) const;
    // "kalle (at) example punkt se"; where the hint occurs.
    Findings spelled_out(std::string_view text) const;
    static std::string spelled_out_hint();
    // example.se, example.com/kalle: without a scheme, so e-mail must be masked before.
    Findings domains(std::string_view text) const;

private:
    bool is_network_address(std::string_view text, const Match& match) const;
    bool is_sentence_end(std::string_view text, const Match& domain) const;

    Pattern link_;
    Pattern spoken_link_;
    Pattern domain_tail_;
    Pattern network_address_;
    Pattern version_cue_;
    Pattern network_cue_;
    Pattern spelled_out_email_;
    Pattern before_account_;
    Pattern domain_;
    Pattern sentence_goes_on_;
    Pattern after_address_;
};

}  // namespace lyhord::anonymize
