# include() this to link test_support, which is made once for all test folders.
if(NOT TARGET test_support)
  add_subdirectory(${CMAKE_CURRENT_LIST_DIR} ${PROJECT_BINARY_DIR}/tests/support)
endif()
