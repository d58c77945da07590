<?php
define('HEADING_TITLE', 'Contact us');
define("TEXT_MAIN", "Write to <b>us</b> about anything, %s.");
define('DIR_WS', 'includes/languages/');
$_['text_hello'] = 'Hello, friend!';
$lang["bye"] = "Good bye {$name}, see you";
$other['x'] = 'Not words here';
return [
    'welcome' => 'Welcome, :name', 'nested' => ['one' => "One message"],
    'key' => 'value',
];
