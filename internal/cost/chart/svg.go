package chart

import (
	"fmt"
	"math"

	"github.com/go-analyze/charts"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// The picture is a light panel of its own with dark ink, so that it reads the same on a light page and
// on a dark one.
const (
	width, height            = 720, 420
	left, right, upper, base = 76, 692, 64, 356 // the frame of the curves
	panel, ink, faint        = "#f6f8fa", "#1f2328", "#d1d9e0"
	titleSize, textSize      = 16, 12
	curveWidth, markerSize   = 2.5, 14
)

// inks colour the endpoints in order; the last is for NAT. Each has a contrast of at least 4.5 to 1 on the panel.
func inks() []string { return []string{"#0550ae", "#8250df", "#116329", "#0a6c74", "#a04100"} }

// SVG draws the chart. The same chart always gives the same bytes.
func SVG(c cost.Chart) (string, error) {
	picture, err := drawAs(c, charts.ChartOutputSVG)
	return string(picture), err
}

func drawAs(c cost.Chart, format string) ([]byte, error) {
	far, top := frame(c)
	s := sheet{
		painter: charts.NewPainter(charts.PainterOptions{OutputFormat: format, Width: width, Height: height}),
		far:     far, top: top,
	}
	s.painter.FilledRect(0, 0, width, height, charts.ColorFromHex(panel), charts.ColorTransparent, 0)
	s.write(fmt.Sprintf("Interface endpoint or NAT gateway in %s", c.Region), left, 36, titleSize)
	s.axes(c.Currency)
	s.curves(paths(c))
	picture, err := s.painter.Bytes()
	if err != nil {
		return nil, fmt.Errorf("the cost chart could not be drawn: %w", err)
	}
	return picture, nil
}

// sheet is the picture being drawn, with its scale.
type sheet struct {
	painter  *charts.Painter
	far, top money.Amount
}

// place returns the pixel of an amount of data and a cost.
func (s sheet) place(gb, cost money.Amount) charts.Point {
	return charts.Point{X: left + scaled(gb, s.far, right-left), Y: base - scaled(cost, s.top, base-upper)}
}

// scaled is a's share of the whole, in pixels.
func scaled(a, whole money.Amount, pixels int64) int {
	share, _ := a.Mul(money.FromInt(pixels)).Div(whole, 0)
	n, _ := share.Big().Int64()
	return int(n)
}

func (s sheet) write(text string, x, y int, size float64) {
	s.painter.Text(text, x, y, 0, charts.FontStyle{FontSize: size, FontColor: charts.ColorFromHex(ink)})
}

// wide is how many pixels a text takes.
func (s sheet) wide(text string) int {
	return s.painter.MeasureText(text, 0, charts.FontStyle{FontSize: textSize, FontColor: charts.ColorFromHex(ink)}).Width()
}

func (s sheet) axes(currency string) {
	for _, cost := range ticks(s.top, axisParts) {
		y := s.place(money.Amount{}, cost).Y
		s.painter.LineStroke([]charts.Point{{X: left, Y: y}, {X: right, Y: y}}, charts.ColorFromHex(faint), 1)
		s.write(short(cost), left-8-s.wide(short(cost)), y+4, textSize)
	}
	for _, gb := range ticks(s.far, axisParts) {
		x := s.place(gb, money.Amount{}).X
		s.painter.LineStroke([]charts.Point{{X: x, Y: base}, {X: x, Y: base + 5}}, charts.ColorFromHex(ink), 1)
		s.write(short(gb), x-s.wide(short(gb))/2, base+20, textSize)
	}
	s.painter.LineStroke([]charts.Point{{X: left, Y: base}, {X: right, Y: base}}, charts.ColorFromHex(ink), 1)
	below := "GB a month, both directions"
	s.write(below, (left+right-s.wide(below))/2, base+44, textSize)
	beside := currency + " a month"
	s.painter.Text(beside, 24, (upper+base+s.wide(beside))/2, -math.Pi/2, charts.FontStyle{
		FontSize: textSize, FontColor: charts.ColorFromHex(ink),
	})
}

// short writes a number of an axis so that it has room: 20k, 1.5M.
func short(a money.Amount) string {
	for _, unit := range []struct{ from, size, suffix string }{
		{"1000000000", "1000000000", "G"}, {"1000000", "1000000", "M"}, {"10000", "1000", "k"},
	} {
		if a.Cmp(money.MustParse(unit.from)) >= 0 {
			n, _ := a.Div(money.MustParse(unit.size), price.MaxBoundDigits)
			return n.String() + unit.suffix
		}
	}
	return a.String()
}

// curves draws the paths, a diamond where one meets NAT, and the legend in the corner that NAT leaves free.
func (s sheet) curves(all []path) {
	palette := inks()
	for i, p := range all {
		colour := palette[min(i, len(palette)-2)]
		if i == len(all)-1 {
			colour = palette[len(palette)-1]
		}
		var points []charts.Point
		for _, gb := range p.bends(s.far) {
			points = append(points, s.place(gb, p.at(gb)))
		}
		s.painter.LineStroke(points, charts.ColorFromHex(colour), curveWidth)
		y := upper + 18 + 20*i
		s.painter.LineStroke([]charts.Point{{X: left + 14, Y: y - 4}, {X: left + 40, Y: y - 4}}, charts.ColorFromHex(colour), curveWidth)
		s.write(p.legend(), left+48, y, textSize)
	}
	for i, p := range all {
		if gb, ok := p.breakEven.Get(); ok {
			at := s.place(gb, p.at(gb))
			s.painter.FilledDiamond(at.X, at.Y, markerSize, markerSize, charts.ColorFromHex(palette[min(i, len(palette)-2)]), charts.ColorFromHex(panel), 1)
		}
	}
}
