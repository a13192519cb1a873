package ds.lab.picture;

/// A place in a picture, from the left and from the top.
record Point(int x, int y) {}
