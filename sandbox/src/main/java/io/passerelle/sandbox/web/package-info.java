/// What the parts of the sandbox need of HTTP: a request, a reply, and a site that answers.
///
/// Knows Java and JSON alone.
@NullMarked
package io.passerelle.sandbox.web;

import org.jspecify.annotations.NullMarked;
