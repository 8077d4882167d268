// Owns CommentsCsv: the texts of a round that a person has approved, a page of the database at a
// time, so that the memory it takes does not depend on how many there are.
#pragma once

#include <string>

#include "base/crypto/crypto.h"
#include "base/result.h"
#include "reporting/csv.h"
#include "reporting/report_words.h"
#include "store/frozen_rounds.h"
#include "store/store.h"

namespace lyhord::reporting {

// One record a text: its question, area and themes, and its translation if a person made one. No
// week and no other answer: neither is needed to read texts by place and theme. Texts with a
// sensitive theme are never quoted, and so are not in it. In no order of arrival.
class CommentsCsv {
public:
    CommentsCsv(store::Store& store,
                store::FrozenRoundPtr round,
                CsvDialect dialect,
                const ReportWords& words);

    // The next bytes: the header, then pages, then the last record of csv_end(); then nothing.
    // Errors of the store. A text that is withdrawn or withheld meanwhile is in it or not.
    base::Result<std::string> next();

private:
    enum class Part { header, texts, finished };

    std::string header();
    std::string records_of(const std::vector<store::CommentRow>& rows);
    std::string record_of(const store::CommentRow& row) const;  // empty: it is not quoted

    store::Store& store_;
    store::FrozenRoundPtr round_;
    CsvDialect dialect_;
    std::vector<std::string> columns_;
    Part part_ = Part::header;
    base::Digest behind_{};
    base::crypto::Sha256 written_;
    std::size_t records_ = 0;
};

}  // namespace lyhord::reporting
