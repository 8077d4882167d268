#include "app/service.h"

#include <fstream>

#include "api/assets.h"
#include "app/name_import.h"
#include "app/public_address.h"
#include "base/log/log.h"
#include "operations/loss.h"
#include "operations/placement.h"
#include "operations/staging.h"
#include "store/sqlite_store.h"

namespace lyhord::app {
namespace {

using base::Result;

api::StaticSources static_sources(const Configuration& configuration,
                                  const store::DataDirectory& directory) {
    api::StaticSources sources;
    if (const std::string& embedded = configuration.value("static_dir"); !embedded.empty()) {
        sources.directory = embedded;
    }
    if (const std::string& own = configuration.value("site_dir"); !own.empty()) {
        sources.own = own;
    } else if (std::error_code error; std::filesystem::exists(directory.site(), error) || error) {
        sources.own = directory.site();
    }
    return sources;
}

http::SubmissionLimitOptions limit_options(const Configuration& configuration) {
    http::SubmissionLimitOptions options;
    options.answers_max = static_cast<std::uint64_t>(configuration.number("answers_per_address"));
    options.counts.window_seconds = configuration.number("answers_window_minutes") * 60;
    options.challenges.bits = static_cast<int>(configuration.number("challenge_bits"));
    options.challenges.wait_seconds = configuration.number("challenge_wait_seconds");
    return options;
}

}  // namespace

// What can fail, done before the members that cannot.
struct Service::Opened {
    Configuration configuration;
    store::DataDirectory directory;
    std::unique_ptr<store::Store> store;
    anonymize::Redactor redactor;
    base::crypto::Secret form_key;
    api::Pages pages;
    api::PublicFiles files;
};

namespace {

Result<anonymize::Gazetteer> read_gazetteer(const std::string& path) {
    if (path.empty()) {
        return anonymize::Gazetteer();
    }
    std::ifstream file(path);
    if (!file) {
        return base::fail(
            store::DataDirectory::error(base::Fault::io, "the gazetteer cannot be read", path));
    }
    return anonymize::Gazetteer::read(file);
}

}  // namespace

Result<anonymize::Redactor> make_redactor(const Configuration& configuration,
                                          anonymize::OwnNames own_names) {
    Result<anonymize::Gazetteer> gazetteer = read_gazetteer(configuration.value("gazetteer"));
    if (!gazetteer) {
        return base::fail(gazetteer.error());
    }
    return anonymize::Redactor(
        {.gazetteer = std::move(*gazetteer), .own_names = std::move(own_names)});
}

Result<std::unique_ptr<Service>> Service::start(store::DataDirectory directory,
                                                const Configuration& configuration,
                                                const base::Clock& clock,
                                                base::Random& random) {
    Result<std::unique_ptr<store::Store>> store = store::open_sqlite(directory, clock);
    if (!store) {
        return base::fail(store.error());
    }
    if (const Result<void> done = operations::finish_restore(directory, **store); !done) {
        return base::fail(done.error());
    }
    if (const Result<void> told = operations::tell_damaged_answers(**store); !told) {
        return base::fail(told.error());
    }
    store::KeyFiles keys(directory.keys());
    const Result<base::crypto::Secret> form_key = keys.form_key();
    if (!form_key) {
        return base::fail(form_key.error());
    }
    Result<anonymize::OwnNames> names = imported_names(directory.path());
    if (!names) {
        return base::fail(names.error());
    }
    Result<anonymize::Redactor> redactor = make_redactor(configuration, std::move(*names));
    if (!redactor) {
        return base::fail(redactor.error());
    }
    const api::StaticSources sources = static_sources(configuration, directory);
    Result<api::Pages> pages = api::Pages::load(sources);
    if (!pages) {
        return base::fail(pages.error());
    }
    Result<api::PublicFiles> files = api::PublicFiles::load(sources);
    if (!files) {
        return base::fail(files.error());
    }
    std::unique_ptr<Service> service(new Service({.configuration = configuration,
                                                  .directory = std::move(directory),
                                                  .store = std::move(*store),
                                                  .redactor = std::move(*redactor),
                                                  .form_key = *form_key,
                                                  .pages = std::move(*pages),
                                                  .files = std::move(*files)},
                                                 clock,
                                                 random));
    if (const Result<void> up = service->bring_up(); !up) {
        return base::fail(up.error());
    }
    return service;
}

Service::Service(Opened opened, const base::Clock& wall_clock, base::Random& randomness)
    : configuration(std::move(opened.configuration)),
      directory(std::move(opened.directory)),
      clock(wall_clock),
      random(randomness),
      store(std::move(opened.store)),
      keys(directory.keys()),
      frozen_rounds(*store),
      sealer(randomness, wall_clock),
      redactor(std::move(opened.redactor)),
      form_tokens(opened.form_key),
      receiver({.store = *store,
                .rounds = frozen_rounds,
                .redactor = redactor,
                .sealer = sealer,
                .clock = wall_clock,
                .form_tokens = form_tokens}),
      queued(keys),
      withdrawn(directory.withdrawn()),
      withdrawal(*store, frozen_rounds, withdrawn),
      ticker({*store, frozen_rounds, keys, sealer, randomness, wall_clock}),
      lifecycle({*store, frozen_rounds, keys, sealer, randomness, wall_clock}, ticker),
      publishing(*store, frozen_rounds, wall_clock),
      access({*store, wall_clock, randomness}, {.factor_key = opened.form_key}),
      reports(*store, frozen_rounds, wall_clock),
      review({.store = *store,
              .rounds = frozen_rounds,
              .keys = keys,
              .redactor = redactor,
              .sealer = sealer,
              .clock = wall_clock}),
      disposal_reminder(operations::Disposal(*store, directory), wall_clock),
      pages(std::move(opened.pages)),
      files(std::move(opened.files)),
      submissions(wall_clock, randomness, limit_options(configuration)) {}

Result<void> Service::bring_up() {
    // What a killed backup or restore left may hold texts and keys.
    if (const Result<void> gone = operations::Staging::remove_abandoned(directory); !gone) {
        return gone;
    }
    if (const Result<void> put = put_shipped_documents(); !put) {
        return put;
    }
    return ticker.start();
}

Result<void> Service::put_shipped_documents() {
    const Result<std::optional<std::string>> areas = store->document(rounds::areas_document);
    if (!areas) {
        return base::fail(areas.error());
    }
    if (*areas) {
        return {};
    }
    const auto tree = lifecycle.import_areas(api::embedded_asset("demo/areas.json"));
    const auto codebook = lifecycle.import_codebook(api::embedded_asset("demo/codebook.json"));
    if (!tree || !codebook) {
        return base::fail(!tree ? tree.error().front() : codebook.error().front());
    }
    return {};
}

// What is still queued completes while everything that it tells is there.
Service::~Service() { store->finish_writing(); }

api::Services Service::api_services() {
    return {.random = random,
            .receiver = receiver,
            .queued = queued,
            .withdrawal = withdrawal,
            .lifecycle = lifecycle,
            .publishing = publishing,
            .accounts = access.accounts,
            .gate = access.gate,
            .audit = access.audit,
            .withdrawal_tries = access.withdrawals,
            .reports = reports,
            .review = review,
            .disposal_reminder = disposal_reminder,
            .pages = pages,
            .files = files,
            .kept = kept,
            .submissions = submissions,
            .printable_address =
                [this] { return printable_address(configuration, passed_sockets(), clock.now()); },
            .public_url = configuration.value("public_url")};
}

}  // namespace lyhord::app
