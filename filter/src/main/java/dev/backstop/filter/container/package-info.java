/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the Servlet API does not tell: whether the application has an error page of its own for a failure, and how to break
 * off a response that is already on its way. One class per container; everything of the container is reached by reflection
 * on the objects that it hands out, so that nothing of it is needed to compile or to load this package.
 *
 * <p>Loaded with the filter. Imports the JDK, the Servlet API and SLF4J. Not API.
 */
@NullMarked
package dev.backstop.filter.container;

import org.jspecify.annotations.NullMarked;
