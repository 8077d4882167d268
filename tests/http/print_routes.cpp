// Prints every route of routes.cpp as one line "METHOD PATTERN NEEDS", for the test that holds
// static/openapi.json against them.
#include <cstdlib>
#include <iostream>

#include "site.h"

int main() {
    lyhord::tests::Site site;
    for (const lyhord::http::Route& route : site.routes()) {
        const bool is_post = route.method == lyhord::http::Method::post;
        std::cout << (is_post ? "POST " : "GET ") << route.pattern.view() << ' '
                  << route.needs.view() << '\n';
    }
    return EXIT_SUCCESS;
}
