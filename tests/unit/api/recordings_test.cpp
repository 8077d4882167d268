#include "api/pages/recordings.h"

#include <gmock/gmock.h>

#include "base/limits.h"
#include "unit/api/static_directory.h"

namespace lyhord::api {
namespace {

using ::testing::HasSubstr;

class RecordingsTest : public StaticDirectory {
protected:
    Recordings recordings() const { return Recordings(directory_ / "own"); }
    std::string refusal() const {
        const auto loaded = StaticFiles::load({.directory = directory_, .own = directory_ / "own"});
        return loaded ? "" : loaded.error().line();
    }
};

TEST_F(RecordingsTest, AreReadWhenSomebodyListens) {
    write("own/recordings/hort/q1-sv.mp3", "sound");
    http::Request request;
    request.range = "bytes=1-2";
    const auto part = recordings().answer(request, "hort", "q1-sv.mp3");
    ASSERT_TRUE(part);
    EXPECT_EQ(part->status, 206);
    EXPECT_EQ(part->body, "ou");
    EXPECT_EQ(part->content_type, "audio/mpeg");
    EXPECT_EQ(refusal(), "");
}

TEST_F(RecordingsTest, AreEachOneDialogues) {
    write("own/recordings/hort/q1.mp3", "one");
    write("own/recordings/sedd/q1.mp3", "other");
    EXPECT_EQ(recordings().answer({}, "hort", "q1.mp3")->body, "one");
    EXPECT_EQ(recordings().answer({}, "sedd", "q1.mp3")->body, "other");
    write("own/recordings/q1.mp3", "nobody's");
    EXPECT_THAT(refusal(), HasSubstr("recordings/SLUG/NAME"));
}

TEST_F(RecordingsTest, HaveNamesThatLeadNowhereElse) {
    write("own/recordings/hort/q1.mp3", "sound");
    write("own/site.mp3", "no recording");
    std::filesystem::create_symlink(directory_ / "own/site.mp3",
                                    directory_ / "own/recordings/hort/link.mp3");
    EXPECT_TRUE(recordings().has("hort", "q1.mp3"));
    for (const char* name : {"../site.mp3",
                             "link.mp3",
                             "Q1.mp3",
                             "q1.wav",
                             "q1",
                             ".mp3",
                             "q2.mp3",
                             "recordings/q1.mp3",
                             "",
                             "q1.mp3.mp3"}) {
        EXPECT_FALSE(recordings().has("hort", name)) << name;
        EXPECT_FALSE(recordings().answer({}, "hort", name)) << name;
    }
    EXPECT_FALSE(Recordings().has("hort", "q1.mp3"));
    std::filesystem::create_directory_symlink(directory_ / "own/recordings/hort",
                                              directory_ / "own/recordings/link");
    for (const char* slug : {"annan", "", ".", "..", "hort/../hort", "link", "Hort"}) {
        EXPECT_FALSE(recordings().has(slug, "q1.mp3")) << slug;
        EXPECT_FALSE(recordings().answer({}, slug, "q1.mp3")) << slug;
    }
}

TEST_F(RecordingsTest, ThatAreTooLargeOrOfAnotherKindAreRefusedAtTheStart) {
    write("own/recordings/hort/q1.wav", "sound");
    EXPECT_THAT(refusal(), HasSubstr("recordings/SLUG/NAME.mp3 or .m4a"));
    std::filesystem::remove(directory_ / "own/recordings/hort/q1.wav");
    write("own/recordings/hort/q1.m4a", std::string(base::limits::recording_bytes_max + 1, 'a'));
    EXPECT_THAT(refusal(), HasSubstr("larger than 2 MB"));
    EXPECT_FALSE(recordings().has("hort", "q1.m4a"));
}

}  // namespace
}  // namespace lyhord::api
