#include "store/queries.h"
#include "store/sqlite/engine.h"

namespace lyhord::store::sqlite {
namespace {

using base::Result;

DialogueRow dialogue_of(Row& row) { return {.slug = row.text(0), .questionnaire = row.text(1)}; }

}  // namespace

Result<void> SqliteStore::put_document(std::string_view name, std::string_view json) {
    return put(queries::put_document, {name, json});
}

Result<std::optional<std::string>> SqliteStore::document(std::string_view name) {
    return one(queries::select_document, {name}, [](Row& row) { return row.text(0); });
}

Result<std::vector<std::pair<std::string, std::string>>> SqliteStore::documents(
    std::string_view prefix) {
    return all(queries::select_documents, {prefix}, [](Row& row) {
        return std::pair(row.text(0), row.text(1));
    });
}

Result<void> SqliteStore::put_dialogue(const DialogueRow& dialogue) {
    return put(queries::put_dialogue, {dialogue.slug, dialogue.questionnaire});
}

Result<std::vector<DialogueRow>> SqliteStore::dialogues() {
    return all(queries::select_dialogues, {}, dialogue_of);
}

Result<std::optional<DialogueRow>> SqliteStore::dialogue(std::string_view slug) {
    return one(queries::select_dialogue, {slug}, dialogue_of);
}

}  // namespace lyhord::store::sqlite
