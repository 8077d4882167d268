#include "reporting/theme_examples.h"

#include "base/limits.h"

namespace lyhord::reporting {

namespace limits = base::limits;

namespace {

void add(ThemeExamples& examples, const QuotedText& text) {
    for (const domain::Theme* theme : text.themes) {
        auto& of_theme = examples[{text.question->id, theme->id}];
        if (of_theme.size() < limits::examples_max) {
            of_theme.push_back(text);
        }
    }
}

}  // namespace

base::Result<ThemeExamples> theme_examples(store::Store& store, const domain::FrozenRound& round) {
    ThemeExamples examples;
    store::CommentPage page{.round = round.round.id,
                            .state = store::CommentState::approved,
                            .behind = {},
                            .rows_max = limits::comments_at_once_max};
    for (bool has_more = true; has_more;) {
        const auto rows = store.comments_behind(page);
        if (!rows) {
            return base::fail(rows.error());
        }
        for (const store::CommentRow& row : *rows) {
            page.behind = row.id;
            if (const std::optional<QuotedText> text = quoted(round, row)) {
                add(examples, *text);
            }
        }
        has_more = rows->size() == page.rows_max;
    }
    std::erase_if(examples,
                  [](const auto& each) { return each.second.size() < limits::examples_min; });
    return examples;
}

}  // namespace lyhord::reporting
