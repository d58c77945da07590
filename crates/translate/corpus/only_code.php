<?php
namespace App;
final class Thing { public function name(): string { return "x"; } }
