/** Spring Boot applications that fail; the same classes for 3 and 4. */
@NullMarked
package dev.backstop.it.boot;

import org.jspecify.annotations.NullMarked;
