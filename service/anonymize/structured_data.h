// Owns StructuredData: everything that points at a person and has a form of its own (numbers,
// links, e-mail, addresses, account names), found by detectors in a fixed order.
#pragma once

#include "anonymize/accounts.h"
#include "anonymize/addresses.h"
#include "anonymize/contacts.h"
#include "anonymize/dwellings.h"
#include "anonymize/handles.h"
#include "anonymize/hidden_text.h"
#include "anonymize/hints.h"
#include "anonymize/house_parts.h"
#include "anonymize/matters.h"
#include "anonymize/personal_numbers.h"
#include "anonymize/phones.h"
#include "anonymize/plain_numbers.h"
#include "anonymize/plates.h"
#include "anonymize/spoken_numbers.h"
#include "anonymize/windows.h"

namespace lyhord::anonymize {

class StructuredData {
public:
    StructuredData();
    // The detectors refer to each other.
    StructuredData(const StructuredData&) = delete;
    StructuredData& operator=(const StructuredData&) = delete;

    // One pass in the order of precedence: what one detector finds is hidden from the next.
    // `before`: what the pass before it over the same text returned.
    EmptyWindows find(HiddenText& hidden, EmptyWindows before = {}) const;

private:
    // Everywhere else no detector that is driven by words can find anything.
    Hints hints_;
    PlainNumbers plain_numbers_;
    Contacts contacts_;
    Handles handles_;
    Accounts accounts_{plain_numbers_};
    PersonalNumbers personal_numbers_;
    Matters matters_{plain_numbers_};
    Phones phones_{plain_numbers_};
    SpokenNumbers spoken_numbers_;
    Plates plates_{plain_numbers_};
    HouseParts house_parts_;
    Addresses addresses_{plain_numbers_, house_parts_};
    Dwellings dwellings_{plain_numbers_, house_parts_};
};

}  // namespace lyhord::anonymize
