package org.jvrrpd.daemon.config;

/** What a problem is about: a key's path and where it, or its value, stands. */
record Place(Position at, String key) {}
