# Result files: included by CMakeLists.txt of this folder.
kavel_test(result_file
  SOURCES
    result/damaged_result_test.cpp
    result/packed_chunks_test.cpp
    result/result_round_trip_test.cpp
    result/stated_figures_test.cpp
    result/whole_file_test.cpp
  FOLDERS io analysis)
