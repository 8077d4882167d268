#include "anonymize/structured_data.h"

#include "anonymize/windows.h"

namespace lyhord::anonymize {
namespace {

// Signs without which whole kinds of data cannot be there.
struct Signs {
    bool inner_stop = false;  // followed by a letter
    bool link = false;        // "//", "www"
    bool tag = false;         // _, #, /
};

Signs signs_of(std::string_view text) {
    Signs signs;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const char c = text[i];
        const char next = text[i + 1];
        if (c == '.') {
            signs.inner_stop |= next > '9' || next < 0;
        } else if (c == ':' || c == '/') {
            signs.link |= next == '/' || next == '\\';
            signs.tag |= c == '/';
        } else if (c == 'w' || c == 'W') {
            signs.link |= next == c;
        } else {
            signs.tag |= c == '_' || c == '#';
        }
    }
    return signs;
}

template <typename Detector>
void take(HiddenText& hidden,
          const Windows& windows,
          const Detector& detector,
          Findings (Detector::*find)(std::string_view) const = &Detector::find) {
    const std::string& text = hidden.text();
    hidden.take(in_windows(
        text, windows, [&](std::string_view window) { return (detector.*find)(window); }));
}

}  // namespace

StructuredData::StructuredData()
    : hints_("(?i)" + Contacts::spelled_out_hint() + "|" + Accounts::short_hint() + "|" +
             PersonalNumbers::hint() + "|" + SpokenNumbers::hint() + "|" + Plates::spelled_hint() +
             "|" + Addresses::spoken_hint() + "|" + Dwellings::hint_without_digits() + "|" +
             Handles::hint()) {}

void StructuredData::find(HiddenText& hidden) const {
    const Signs signs = signs_of(hidden.text());
    if (signs.link) {
        hidden.take(contacts_.links(hidden.text()));
    }
    // What stands beside a window stays where it is: hiding changes no lengths.
    const Windows hinted = round_matches(hints_, hidden.text());
    hidden.take(contacts_.emails(hidden.text()));
    take(hidden, hinted, contacts_, &Contacts::spelled_out);
    if (signs.inner_stop) {
        hidden.take(contacts_.domains(hidden.text()));
    }
    take(hidden, round_digits(hidden.text(), 3), contacts_, &Contacts::network_addresses);
    const Windows long_numbers = round_digits(hidden.text(), 5);
    take(hidden, long_numbers, accounts_);
    take(hidden, hinted, accounts_);
    take(hidden, long_numbers, personal_numbers_);
    take(hidden, hinted, personal_numbers_);
    take(hidden, round_digits(hidden.text(), 3), matters_);
    take(hidden, long_numbers, phones_);
    take(hidden, hinted, spoken_numbers_);
    const Windows numbers = round_digits(hidden.text(), 1);
    take(hidden, numbers, plates_);
    take(hidden, hinted, plates_, &Plates::spelled);
    take(hidden, numbers, addresses_);
    take(hidden, hinted, addresses_, &Addresses::with_spoken_number);
    take(hidden, long_numbers, dwellings_, &Dwellings::with_postcode);
    take(hidden, numbers, dwellings_);
    take(hidden, hinted, dwellings_, &Dwellings::without_digits);
    hidden.take(Handles::at_signs(hidden.text()));
    if (signs.tag) {
        hidden.take(handles_.tagged(hidden.text()));
    }
    take(hidden, hinted, handles_, &Handles::announced);
}

}  // namespace lyhord::anonymize
