/// # A run as a picture
///
/// A page draws a run with a debugger, a printed page and a reader without JavaScript see a
/// picture. It is made of the same steps, by one class, on a JVM and in a browser.
///
/// **Read** [Picture].
///
/// | concept                      | type      |
/// |------------------------------|-----------|
/// | what is drawn, and where     | [Picture] |
/// | shapes and colours           | `Sketch`  |
///
/// **Kept,** and checked by `PictureTest`: equal runs give equal pictures, with a title and a
/// description in words.
///
/// **Left out:** long runs. A picture of more than some hundred steps shows that there were many.
package ds.lab.picture;
