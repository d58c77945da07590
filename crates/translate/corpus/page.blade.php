@extends('layouts.app', ['a' => ')'])
@section('title', 'Not read')
{{-- A comment with <b>tags --}}
@if ($user->isAdmin() && "x)" != ')')
  <p class="a" title="Hello {{ $user->name }}">Hello {{ $user->name }}, write to me@example.com or @{{ vue }}.</p>
@else
  <p>{!! $html !!} is raw, @lang('messages.welcome') is not.</p>
@endif
<?php echo "{{ not blade }}"; ?>
@verbatim <div>{{ client }} side text</div> @endverbatim
@php $x = "<p>"; @endphp
<a @class(['a' => true, 'b']) href="{{ route('x', ['a' => '>']) }}">Follow {{ $count }} people</a>
@custom("thing") <p>@@if stays</p>
