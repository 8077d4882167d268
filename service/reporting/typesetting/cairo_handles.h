// Owns Cairo's objects: freed by whoever holds them.
#pragma once

#include <cairo.h>

#include <memory>
#include <string>

namespace lyhord::reporting {

struct FreeCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeCairo>;
using Cairo = std::unique_ptr<cairo_t, FreeCairo>;

// What Cairo writes to, as the closure of a stream: a std::string.
inline cairo_status_t append_to_string(void* out, const unsigned char* bytes, unsigned length) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace lyhord::reporting
