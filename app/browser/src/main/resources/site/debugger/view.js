// Which part of a run is in sight, and where on the canvas it stands.

const ROW_MIN = 4;
const ROW_MAX = 140;
const LANE = 20;
const LANES_MAX = 3;
const FOOT = 22;
const HEAD = 10;
const UNIT_MAX = 90;
const FAR = -10_000;

export class View {

  constructor() {
    this.unit = 14; // pixels a step
    this.left = -2; // the place at the left edge
    this.top = 0; // pixels scrolled away above the rows
    this.width = 1;
    this.height = 1;
    this.rows = 1;
    this.rowOf = [0];
    this.lanes = 0;
    this.end = 1;
  }

  /// Takes over the size of the canvas and of what it shows.
  ///
  /// @param rowOf for each node its row, or -1 if it has none
  measure(width, height, rowOf, lanes, end) {
    Object.assign(this, {width, height, rowOf, end, lanes: Math.min(lanes, LANES_MAX)});
    this.rows = Math.max(1, ...rowOf.map(row => row + 1));
    this.clamp();
  }

  get head() {
    return HEAD + this.lanes * LANE;
  }

  get bottom() {
    return this.height - FOOT;
  }

  get rowHeight() {
    const room = (this.bottom - this.head) / this.rows;
    return Math.min(ROW_MAX, Math.max(ROW_MIN, room));
  }

  x(place) {
    return (place - this.left) * this.unit;
  }

  place(x) {
    return this.left + x / this.unit;
  }

  /// The height of a node's line; one without a row lies far above.
  y(node) {
    const row = this.rowOf[node];
    return row < 0 ? FAR : this.head + (row + 0.5) * this.rowHeight - this.top;
  }

  laneY(lane) {
    return 4 + lane * LANE;
  }

  /// The node whose row is at a height, or -1.
  node(y) {
    const row = Math.floor((y - this.head + this.top) / this.rowHeight);
    return y >= this.head && y <= this.bottom && row >= 0 ? this.rowOf.indexOf(row) : -1;
  }

  get right() {
    return this.place(this.width);
  }

  panBy(dx, dy = 0) {
    this.left -= dx / this.unit;
    this.top -= dy;
    this.clamp();
  }

  zoomBy(factor, x = this.width / 2) {
    const fixed = this.place(x);
    this.unit = Math.min(UNIT_MAX, Math.max(this.unitMin, this.unit * factor));
    this.left = fixed - x / this.unit;
    this.clamp();
  }

  /// Shows everything from one place to another.
  fit(from, to) {
    this.unit = Math.min(UNIT_MAX, this.width / Math.max(1, to - from));
    this.left = from;
    this.clamp();
  }

  fitAll() {
    this.fit(-1.5, this.end + 1.5);
  }

  /// Brings a place into sight, moving as little as need be.
  reveal(place) {
    const {margin} = this;
    if (place < this.left + margin) this.left = place - margin;
    if (place > this.right - margin) this.left = place - this.width / this.unit + margin;
    this.clamp();
  }

  /// Leaves no more room behind the end than a last word needs: nothing else will come there.
  fill() {
    this.left = Math.min(this.left, this.end + this.margin - this.width / this.unit);
  }

  get margin() {
    return Math.min(140, this.width / 4) / this.unit;
  }

  centre(place) {
    this.left = place - this.width / this.unit / 2;
    this.clamp();
  }

  get unitMin() {
    return Math.min(UNIT_MAX, this.width / (this.end + 3));
  }

  clamp() {
    const wide = this.width / this.unit;
    this.left = Math.max(-2, Math.min(this.left, this.end + 2 - Math.min(wide, 12)));
    const tall = this.rows * this.rowHeight - (this.bottom - this.head);
    this.top = Math.max(0, Math.min(this.top, tall));
  }
}
