Gem::Specification.new do |gem|
  header = File.read(File.join(__dir__, "../../../include/tickler/version.hpp"))
  gem.name = "tickler"
  gem.version = %w[MAJOR MINOR PATCH].map { |part| header[/VERSION_#{part} (\d+)$/, 1] }.join(".")
  gem.summary = "Who to follow up with next, how, and when"
  gem.authors = ["The Tickler authors"]
  gem.license = "MIT"
  gem.required_ruby_version = ">= 3.0"
  gem.files = Dir["lib/**/*"] + ["README.md"]
  gem.add_runtime_dependency "ffi", "~> 1.15"
end
