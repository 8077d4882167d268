// redaction_scores PART [details]: recall, precision and over-masking of the redactor on the texts
// whose files start with PART ("tune", "measure").
#include <iostream>

#include "redaction/scores.h"

int main(int count, char** words) {
    using namespace lyhord;
    if (count < 2) {
        std::cerr << "usage: redaction_scores tune|measure [details]\n";
        return 2;
    }
    const auto texts = redaction::read_part(words[1]);
    redaction::print(std::cout, redaction::score(anonymize::Redactor(), texts), count > 2);
    return 0;
}
