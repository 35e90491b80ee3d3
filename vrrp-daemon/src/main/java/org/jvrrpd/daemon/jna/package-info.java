/**
 * The system calls of Linux that Java lacks, each a thin typed method over JNA. The only package
 * that imports {@code com.sun.jna}; nothing here decides anything.
 */
@NullMarked
package org.jvrrpd.daemon.jna;

import org.jspecify.annotations.NullMarked;
