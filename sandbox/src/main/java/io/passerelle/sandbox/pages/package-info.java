/// The one look of all pages of the sandbox: layout, templates, French and English words.
///
/// Knows Java and the template engine alone: no site, no gateway, no shop. A *template* is a file
/// below `pages/` of the resources; *words* are the texts that buyers read, by language.
@NullMarked
package io.passerelle.sandbox.pages;

import org.jspecify.annotations.NullMarked;
