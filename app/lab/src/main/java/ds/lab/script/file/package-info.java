/// Scripts in files: the edge of `ds.lab.script`, which itself reads nothing but text.
package ds.lab.script.file;
