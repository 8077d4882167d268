#include "anonymize/structured_data.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>

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

Windows those_with(const Pattern& hint, const Windows& windows, std::string_view text) {
    Windows chosen;
    std::ranges::copy_if(windows, std::back_inserter(chosen), [&](const ByteRange& window) {
        return hint.occurs_in(slice(text, window));
    });
    return chosen;
}

std::string any_of(std::initializer_list<std::string> hints) {
    std::string all = "(?i)";
    for (const std::string& hint : hints) {
        all += (all.size() > 4 ? "|" : "") + hint;
    }
    return all;
}

}  // namespace

StructuredData::StructuredData()
    : hints_(any_of({Contacts::spelled_out_hint(),
                     Accounts::short_hint(),
                     PersonalNumbers::hint(),
                     SpokenNumbers::hint(),
                     Plates::spelled_hint(),
                     Addresses::spoken_hint(),
                     Dwellings::hint_without_digits(),
                     Handles::hint()})),
      contacts_hint_(any_of({Contacts::spelled_out_hint()})),
      accounts_hint_(any_of({Accounts::short_hint()})),
      personal_numbers_hint_(any_of({PersonalNumbers::hint()})),
      spoken_numbers_hint_(any_of({SpokenNumbers::hint()})),
      plates_hint_(any_of({Plates::spelled_hint()})),
      addresses_hint_(any_of({Addresses::spoken_hint()})),
      dwellings_hint_(any_of({Dwellings::hint_without_digits()})),
      handles_hint_(any_of({Handles::hint()})) {}

void StructuredData::find(HiddenText& hidden) const {
    const Signs signs = signs_of(hidden.text());
    if (signs.link) {
        hidden.take(contacts_.links(hidden.text()));
    }
    // What stands beside a window stays where it is: hiding changes no lengths.
    const Windows hinted = round_matches(hints_, hidden.text());
    const auto hinted_by = [&](const Pattern& hint) {
        return those_with(hint, hinted, hidden.text());
    };
    hidden.take(contacts_.emails(hidden.text()));
    take(hidden, hinted_by(contacts_hint_), contacts_, &Contacts::spelled_out);
    if (signs.inner_stop) {
        hidden.take(contacts_.domains(hidden.text()));
    }
    const Windows middle_numbers = round_digits(hidden.text(), 3);
    take(hidden, middle_numbers, contacts_, &Contacts::network_addresses);
    const Windows long_numbers = round_digits(hidden.text(), 5);
    take(hidden, long_numbers, accounts_);
    take(hidden, hinted_by(accounts_hint_), accounts_);
    take(hidden, long_numbers, personal_numbers_);
    take(hidden, hinted_by(personal_numbers_hint_), personal_numbers_);
    take(hidden, middle_numbers, matters_);
    take(hidden, long_numbers, phones_);
    take(hidden, hinted_by(spoken_numbers_hint_), spoken_numbers_);
    const Windows numbers = round_digits(hidden.text(), 1);
    take(hidden, numbers, plates_);
    take(hidden, hinted_by(plates_hint_), plates_, &Plates::spelled);
    take(hidden, numbers, addresses_);
    take(hidden, hinted_by(addresses_hint_), addresses_, &Addresses::with_spoken_number);
    take(hidden, long_numbers, dwellings_, &Dwellings::with_postcode);
    take(hidden, numbers, dwellings_);
    take(hidden, hinted_by(dwellings_hint_), dwellings_, &Dwellings::without_digits);
    hidden.take(Handles::at_signs(hidden.text()));
    if (signs.tag) {
        hidden.take(handles_.tagged(hidden.text()));
    }
    take(hidden, hinted_by(handles_hint_), handles_, &Handles::announced);
}

}  // namespace lyhord::anonymize
