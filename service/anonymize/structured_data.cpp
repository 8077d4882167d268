#include "anonymize/structured_data.h"

#include <cstddef>
#include <utility>
#include <vector>

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

// In the order of their hints.
enum Driven : std::size_t {
    by_contacts,
    by_accounts,
    by_personal_numbers,
    by_spoken_numbers,
    by_plates,
    by_addresses,
    by_dwellings,
    by_handles,
};

// One pass over a text by one detector after the other.
class Pass {
public:
    Pass(HiddenText& hidden, EmptyWindows before) : hidden_(hidden), before_(std::move(before)) {}

    template <typename Detector>
    void take(const Windows& windows,
              const Detector& detector,
              Findings (Detector::*find)(std::string_view) const = &Detector::find) {
        const std::string_view text = hidden_.text();
        KnownWindows known(before_, empty_.by_detector.size());
        Windows& empty = empty_.by_detector.emplace_back();
        Findings all;
        for (const ByteRange& window : windows) {
            const std::size_t found_before = all.size();
            if (!known.has(slice(text, window))) {
                add_found(all, window, (detector.*find)(slice(text, window)));
            }
            if (all.size() == found_before) {
                empty.push_back(window);
            }
        }
        hidden_.take(all);
    }

    EmptyWindows empty() && {
        empty_.text = hidden_.text();
        return std::move(empty_);
    }

private:
    HiddenText& hidden_;
    EmptyWindows before_;
    EmptyWindows empty_;
};

}  // namespace

StructuredData::StructuredData()
    : hints_({Contacts::spelled_out_hint(),
              Accounts::short_hint(),
              PersonalNumbers::hint(),
              SpokenNumbers::hint(),
              Plates::spelled_hint(),
              Addresses::spoken_hint(),
              Dwellings::hint_without_digits(),
              Handles::hint()}) {}

EmptyWindows StructuredData::find(HiddenText& hidden, EmptyWindows before) const {
    const Signs signs = signs_of(hidden.text());
    if (signs.link) {
        hidden.take(contacts_.links(hidden.text()));
    }
    // What stands beside a window stays where it is: hiding changes no lengths.
    const std::vector<Windows> hinted = hints_.windows(hidden.text());
    Pass pass(hidden, std::move(before));
    hidden.take(contacts_.emails(hidden.text()));
    pass.take(hinted[by_contacts], contacts_, &Contacts::spelled_out);
    if (signs.inner_stop) {
        hidden.take(contacts_.domains(hidden.text()));
    }
    const Windows middle_numbers = round_digits(hidden.text(), 3);
    pass.take(middle_numbers, contacts_, &Contacts::network_addresses);
    const Windows long_numbers = round_digits(hidden.text(), 5);
    pass.take(long_numbers, accounts_);
    pass.take(hinted[by_accounts], accounts_);
    pass.take(long_numbers, personal_numbers_);
    pass.take(hinted[by_personal_numbers], personal_numbers_);
    pass.take(middle_numbers, matters_);
    pass.take(long_numbers, phones_);
    pass.take(hinted[by_spoken_numbers], spoken_numbers_);
    const Windows numbers = round_digits(hidden.text(), 1);
    pass.take(numbers, plates_);
    pass.take(hinted[by_plates], plates_, &Plates::spelled);
    pass.take(numbers, addresses_);
    pass.take(hinted[by_addresses], addresses_, &Addresses::with_spoken_number);
    pass.take(long_numbers, dwellings_, &Dwellings::with_postcode);
    pass.take(numbers, dwellings_);
    pass.take(hinted[by_dwellings], dwellings_, &Dwellings::without_digits);
    hidden.take(Handles::at_signs(hidden.text()));
    if (signs.tag) {
        hidden.take(handles_.tagged(hidden.text()));
    }
    pass.take(hinted[by_handles], handles_, &Handles::announced);
    return std::move(pass).empty();
}

}  // namespace lyhord::anonymize
