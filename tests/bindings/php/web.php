<?php
// A page, as a web server runs it.
if (!class_exists(Tickler\Policy::class)) { // not preloaded
    require getenv('TICKLER_SOURCE_DIR') . '/src/bindings/php/autoload.php';
}
$policy = Tickler\Policy::load(file_get_contents(getenv('TICKLER_SOURCE_DIR') . '/examples/starter/follow-up.yaml'));
echo $policy->isByLibrary() ? 'library' : 'command', ' ';
echo $policy->decide(['prospect' => ['id' => 'ada'], 'touchpoints' => []], 1772445600)['status'];
