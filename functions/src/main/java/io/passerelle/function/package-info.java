/// One class for each Lambda function of `template.yaml`, under the same name, and their wiring.
///
/// The only place where everything meets. `Wiring` alone reads the environment.
@NullMarked
package io.passerelle.function;

import org.jspecify.annotations.NullMarked;
