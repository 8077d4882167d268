# What `deploy/package.sh` puts into the Debian package.
include(GNUInstallDirs)
set(package_files ${CMAKE_CURRENT_LIST_DIR})

install(TARGETS lyhord RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS lyhord_poster lyhord_report RUNTIME DESTINATION lib/lyhord)
install(PROGRAMS ${PROJECT_SOURCE_DIR}/deploy/make-certificate.sh DESTINATION lib/lyhord)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/deploy/systemd/ DESTINATION lib/systemd/system
        FILES_MATCHING REGEX "\\.(service|socket|timer|path)$")
install(FILES ${package_files}/sysusers.conf DESTINATION lib/sysusers.d RENAME lyhord.conf)
install(FILES ${package_files}/lyhord.toml DESTINATION /etc/lyhord)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        DESTINATION share/doc/lyhord)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/alarm.curl.example DESTINATION share/doc/lyhord)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/deploy/proxy ${PROJECT_SOURCE_DIR}/deploy/templates
        DESTINATION share/doc/lyhord)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/lyhord RENAME copyright)
install(FILES ${PROJECT_SOURCE_DIR}/static/demo/questionnaire.json
        ${PROJECT_SOURCE_DIR}/static/site/site.json DESTINATION share/doc/lyhord)

find_program(GZIP gzip)
if(GZIP)
    add_custom_command(
        OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/lyhord.1.gz
        COMMAND ${GZIP} -9n <${package_files}/lyhord.1 >${CMAKE_CURRENT_BINARY_DIR}/lyhord.1.gz
        DEPENDS ${package_files}/lyhord.1)
    add_custom_target(lyhord_manual ALL DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/lyhord.1.gz)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/lyhord.1.gz DESTINATION share/man/man1)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lyhord)
set(CPACK_PACKAGE_VENDOR "Lyhörd")
set(CPACK_PACKAGE_CONTACT "Lyhörd <lyhord@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
    "citizen feedback for municipalities and their local police")
set(CPACK_PACKAGE_DESCRIPTION "Collects what residents say in dialogue meetings and questionnaires,
anonymizes it, and gives staff aggregated tables and themes.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# openssl makes the first certificate, systemd the user; procps has the kill of ExecReload, curl
# sends alarms; posters and reports are set in these fonts, which have all letters of the shipped
# languages.
string(CONCAT CPACK_DEBIAN_PACKAGE_DEPENDS "openssl, systemd, procps, curl, ca-certificates, "
       "fonts-noto-core, fonts-dejavu-core, "
       "init-system-helpers (>= 1.54~)")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${package_files}/preinst ${package_files}/postinst ${package_files}/prerm
    ${package_files}/postrm ${package_files}/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
