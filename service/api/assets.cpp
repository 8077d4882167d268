#include "api/assets.h"

#include <algorithm>
#include <cassert>

namespace lyhord::api {

std::string_view embedded_asset(std::string_view path) {
    const std::span<const Asset> assets = embedded_assets();
    const auto found = std::ranges::find(assets, path, &Asset::path);
    assert(found != assets.end());
    return found == assets.end() ? std::string_view() : found->bytes;
}

}  // namespace lyhord::api
