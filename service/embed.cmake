# Embeds db/ and static/ at build: SQL as named string_views (a missing name does not compile),
# files as byte arrays with their SHA-256 (the ETag) and, where browsers fetch them, compressed.
set(embed_dir ${CMAKE_CURRENT_BINARY_DIR}/embedded)
file(MAKE_DIRECTORY ${embed_dir})

file(GLOB query_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/db/queries/*.sql)
file(GLOB migration_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/db/migrations/*/*.sql)
add_custom_command(
    OUTPUT ${embed_dir}/store/queries.h ${embed_dir}/store/migrations.h
    COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -DOUTPUT_DIR=${embed_dir}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/embed_sql.cmake
    DEPENDS ${query_files} ${migration_files} ${CMAKE_CURRENT_SOURCE_DIR}/embed_sql.cmake
    COMMENT "Embedding SQL")
add_custom_target(lyhord_queries_generated DEPENDS ${embed_dir}/store/queries.h)
add_library(lyhord_queries INTERFACE)
add_dependencies(lyhord_queries lyhord_queries_generated)
target_include_directories(lyhord_queries INTERFACE ${embed_dir})

file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/static/*)
list(FILTER asset_files EXCLUDE REGEX "README\\.md$")
add_custom_command(
    OUTPUT ${embed_dir}/assets.cpp
    COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -DOUTPUT_DIR=${embed_dir}
            -DPRECOMPRESS=$<TARGET_FILE:lyhord_precompress>
            -P ${CMAKE_CURRENT_SOURCE_DIR}/embed_assets.cmake
    DEPENDS ${asset_files} ${CMAKE_CURRENT_SOURCE_DIR}/embed_assets.cmake lyhord_precompress
    COMMENT "Embedding static files")
add_library(lyhord_assets STATIC ${embed_dir}/assets.cpp)
target_include_directories(lyhord_assets PUBLIC ${PROJECT_SOURCE_DIR}/service)
