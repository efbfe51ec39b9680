#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace kavel {

/// Throws if `path` cannot be made or replaced, before anything is computed for it: InputError where it names something
/// else than a file, SystemError where the machine refuses.
void expect_writable(const std::string& path);

/// Makes or replaces `path` as a whole: written under a temporary name in the same folder, synced, renamed. A file that
/// exists is complete; after a failure (SystemError) the old one, or none, is there.
void write_whole_file(const std::string& path, std::span<const std::byte> content);

}  // namespace kavel
