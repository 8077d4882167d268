// Owns how a drawing comes into a page: a template has an empty <svg data-drawing="2"></svg>, and
// the drawing of that number takes its place. Values are escaped, so only a template can name one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace lyhord::api {

// Each drawing is an <svg> that is escaped already. A number that there is none of stays empty.
std::string with_drawings(std::string_view page, std::span<const std::string> drawings);

}  // namespace lyhord::api
