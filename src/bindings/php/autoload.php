<?php
// For programs without Composer; and for the web: opcache.preload=/path/to/autoload.php, beside ffi.preload.
foreach (['errors', 'Door', 'Library', 'Command', 'Policy'] as $file) {
    require_once __DIR__ . "/src/$file.php";
}
