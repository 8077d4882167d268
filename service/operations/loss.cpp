#include "operations/loss.h"

#include "base/json/json.h"

namespace lyhord::operations {
namespace {

constexpr std::string_view field = "answers";

std::string document_name(const base::Id& round) { return "lost:" + base::hex(round); }

}  // namespace

base::Result<std::int64_t> answers_lost(store::Store& store, const base::Id& round) {
    const base::Result<std::optional<std::string>> document = store.document(document_name(round));
    if (!document) {
        return base::fail(document.error());
    }
    if (!*document) {
        return 0;
    }
    const base::Result<base::Json> json = base::Json::parse(**document);
    const base::Json* answers = json ? json->find(field) : nullptr;
    if (answers == nullptr || answers->as_integer() == nullptr) {
        return base::fail(base::Fault::corrupt, "the record of lost answers cannot be read");
    }
    return *answers->as_integer();
}

base::Result<void> add_answers_lost(store::Store& store, const base::Id& round, std::int64_t more) {
    const base::Result<std::int64_t> before = answers_lost(store, round);
    if (!before) {
        return base::fail(before.error());
    }
    base::Json document = base::Json::object();
    document.set(field, *before + more);
    return store.put_document(document_name(round), document.dump());
}

}  // namespace lyhord::operations
