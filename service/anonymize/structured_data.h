// Owns StructuredData: everything that points at a person and has a form of its own (numbers,
// links, e-mail, addresses, account names), found by detectors in a fixed order.
#pragma once

#include "anonymize/accounts.h"
#include "anonymize/addresses.h"
#include "anonymize/contacts.h"
#include "anonymize/dwellings.h"
#include "anonymize/handles.h"
#include "anonymize/hidden_text.h"
#include "anonymize/house_parts.h"
#include "anonymize/matters.h"
#include "anonymize/personal_numbers.h"
#include "anonymize/phones.h"
#include "anonymize/plain_numbers.h"
#include "anonymize/plates.h"
#include "anonymize/spoken_numbers.h"

namespace lyhord::anonymize {

class StructuredData {
public:
    StructuredData();
    // The detectors refer to each other.
    StructuredData(const StructuredData&) = delete;
    StructuredData& operator=(const StructuredData&) = delete;

    // One pass in the order of precedence: what one detector finds is hidden from the next.
    void find(HiddenText& hidden) const;

private:
    // Everywhere else no detector that is driven by words can find anything.
    Pattern hints_;
    // Which of them it was: each detector reads the windows of its own.
    Pattern contacts_hint_;
    Pattern accounts_hint_;
    Pattern personal_numbers_hint_;
    Pattern spoken_numbers_hint_;
    Pattern plates_hint_;
    Pattern addresses_hint_;
    Pattern dwellings_hint_;
    Pattern handles_hint_;
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
