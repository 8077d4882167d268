# cmake -DCOMPILER=... -DFLAGS=... -DINCLUDES=... -DCASE=... -P compile_fail.cmake
# Passes if the case compiles with -DCONTROL and, without it, is refused with the diagnostic that
# its first line names. The first error counts: what follows it may be its consequence.
cmake_minimum_required(VERSION 3.25)
set(ENV{LC_ALL} C)
list(TRANSFORM INCLUDES PREPEND -I)

# A notice is not wrapped, unlike the text of a fatal error.
function(complain text)
    message(NOTICE "${CASE}: ${text}")
    message(FATAL_ERROR "the case fails")
endfunction()

file(STRINGS ${CASE} first_line LIMIT_COUNT 1)
if(NOT first_line MATCHES "^// refuse: (.+)$")
    complain("the first line must be `// refuse: <regular expression>`")
endif()
set(refusal "${CMAKE_MATCH_1}")

function(compile result_variable errors_variable)
    execute_process(COMMAND ${COMPILER} ${FLAGS} ${INCLUDES} ${ARGN} -fsyntax-only ${CASE}
                    RESULT_VARIABLE result ERROR_VARIABLE errors OUTPUT_QUIET)
    set(${result_variable} "${result}" PARENT_SCOPE)
    set(${errors_variable} "${errors}" PARENT_SCOPE)
endfunction()

compile(result errors -DCONTROL)
if(NOT result EQUAL 0)
    complain("does not compile even without the mistake:\n${errors}")
endif()

compile(result errors)
if(result EQUAL 0)
    complain("the compiler accepted the mistake")
endif()
string(REGEX MATCH "[^\n]*error: [^\n]*" first_error "${errors}")
if(NOT first_error MATCHES "${refusal}")
    complain("refused for another reason than `${refusal}`:\n${errors}")
endif()
