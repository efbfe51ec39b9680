# Result files: included by CMakeLists.txt, which makes the library.
target_sources(kavel_io PRIVATE
  hdf5_reader.cpp
  hdf5_writer.cpp
  read_result.cpp
  stated_figures.cpp
  whole_file.cpp
  write_result.cpp)
target_link_libraries(kavel_io PUBLIC hdf5::hdf5 hdf5::hdf5_hl)
