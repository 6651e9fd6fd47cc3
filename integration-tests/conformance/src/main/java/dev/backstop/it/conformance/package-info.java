/** Puts the filter before Undertow's own tests. Loaded by: the tests' JVM, through Undertow. Imports Undertow's API and the filter. */
@NullMarked
package dev.backstop.it.conformance;

import org.jspecify.annotations.NullMarked;
