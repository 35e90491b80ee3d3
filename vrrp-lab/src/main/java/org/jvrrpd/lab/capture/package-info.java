/**
 * Capture files, as tcpdump, Wireshark and this lab write them, read without libpcap. A file comes
 * from anybody: every length is bounded, and a file that ends too soon gives what it has.
 */
@NullMarked
package org.jvrrpd.lab.capture;

import org.jspecify.annotations.NullMarked;
