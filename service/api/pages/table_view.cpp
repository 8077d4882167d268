#include "api/pages/table_view.h"

namespace lyhord::api {

using base::Json;

Json list_of_texts(const std::vector<std::string>& texts) {
    Json list = Json::array();
    for (const std::string& text : texts) {
        list.push(Json::object().set("text", text));
    }
    return list;
}

Json table_view(const reporting::Table& table, const std::string& name) {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        Json cells = Json::array();
        for (std::size_t i = 1; i < row.size(); ++i) {
            cells.push(Json::object().set("text", row[i]));
        }
        rows.push(Json::object().set("head", row.front()).set("cells", std::move(cells)));
    }
    Json view = Json::object();
    view.set("caption", table.caption).set("name", name + ": " + table.caption);
    view.set("figures", table.has_figures);
    view.set("header", list_of_texts(table.header)).set("rows", std::move(rows));
    return view;
}

}  // namespace lyhord::api
