package chart

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/go-analyze/charts"
	"github.com/google/go-cmp/cmp"
	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

var update = flag.Bool("update", false, "write the golden files")

// chartOf estimates one endpoint for each number of zones and returns the chart.
func chartOf(t testing.TB, region string, zones ...int) cost.Chart {
	t.Helper()
	endpoints := map[string]cost.Endpoint{}
	for _, n := range zones {
		endpoints[fmt.Sprint("logs", n)] = cost.Endpoint{
			Service: "logs", Type: catalog.Interface, Zones: maybe.Of(n), GB: maybe.Of(money.FromInt(900)),
		}
	}
	facts, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	r, errs := cost.Estimate(cost.Input{
		Catalog: facts, Book: price.Embedded(), Region: region, Endpoints: endpoints,
		NAT: &cost.NAT{Zones: maybe.Of(3), Keep: true},
	})
	if len(errs) > 0 || r.Chart == nil {
		t.Fatalf("no chart: %v", errs)
	}
	return *r.Chart
}

func mustSVG(t testing.TB, c cost.Chart) string {
	t.Helper()
	picture, err := SVG(c)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func TestGoldenPictures(t *testing.T) {
	t.Parallel()
	c := chartOf(t, "us-east-1", 1, 2, 3)
	for name, got := range map[string]string{"virginia.svg": mustSVG(t, c), "virginia.mmd": Mermaid(c)} {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (run with -update if it is meant): %s", file, diff)
		}
	}
}

func TestSameChartSameBytes(t *testing.T) {
	t.Parallel()
	c := chartOf(t, "ap-northeast-2", 1, 3)
	first, second := mustSVG(t, c)+Mermaid(c), mustSVG(t, c)+Mermaid(c)
	if first != second {
		t.Error("one chart is drawn in two ways")
	}
}

// rasterise draws the SVG over a page of one colour.
func rasterise(t *testing.T, picture string, page color.RGBA) *image.RGBA {
	t.Helper()
	icon, err := oksvg.ReadIconStream(strings.NewReader(picture), oksvg.IgnoreErrorMode)
	if err != nil {
		t.Fatal(err)
	}
	icon.SetTarget(0, 0, width, height)
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(canvas, canvas.Bounds(), image.NewUniform(page), image.Point{}, draw.Src)
	icon.Draw(rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, canvas, canvas.Bounds())), 1)
	return canvas
}

// TestCurvesAndMarkersShowOnLightAndDarkPages looks for every curve and marker where the prices put them.
func TestCurvesAndMarkersShowOnLightAndDarkPages(t *testing.T) {
	t.Parallel()
	c := chartOf(t, "us-east-1", 1, 2, 3)
	far, top := frame(c)
	s := sheet{far: far, top: top}
	all := paths(c)
	for name, page := range map[string]color.RGBA{"white": {255, 255, 255, 255}, "dark": {13, 17, 23, 255}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			canvas := rasterise(t, mustSVG(t, c), page)
			for i, p := range all {
				stroke := inkOf(i, len(all))
				for _, gb := range ticks(far, 7)[1:] {
					if at := s.place(gb, p.at(gb)); !nearby(canvas, at, 2, stroke) {
						t.Errorf("the curve %q is not drawn at %s GB", p.name, gb)
					}
				}
				if gb, ok := p.breakEven.Get(); ok {
					at := s.place(gb, p.at(gb))
					for _, off := range []int{-4, 4} { // a diamond is wider than the curve
						if !nearby(canvas, charts.Point{X: at.X, Y: at.Y + off}, 1, stroke) {
							t.Errorf("no marker at %s GB", gb.Round(1))
						}
					}
				}
			}
			if canvas.RGBAAt(3, 3) != rgb(panel) {
				t.Error("the panel does not cover the page")
			}
		})
	}
}

func inkOf(i, n int) color.RGBA {
	palette := inks()
	if i == n-1 {
		return rgb(palette[len(palette)-1])
	}
	return rgb(palette[min(i, len(palette)-2)])
}

// nearby reports whether a pixel of about that colour is within reach of a point.
func nearby(picture image.Image, at charts.Point, reach int, want color.RGBA) bool {
	for x := at.X - reach; x <= at.X+reach; x++ {
		for y := at.Y - reach; y <= at.Y+reach; y++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			if close8(r>>8, want.R) && close8(g>>8, want.G) && close8(b>>8, want.B) {
				return true
			}
		}
	}
	return false
}

func close8(a uint32, b uint8) bool { return math.Abs(float64(a)-float64(b)) <= 40 }

func rgb(hex string) color.RGBA {
	c := charts.ColorFromHex(hex)
	return color.RGBA{c.R, c.G, c.B, 255}
}

// words are the texts of an SVG with their place and colour.
type words struct {
	X     float64 `xml:"x,attr"`
	Y     float64 `xml:"y,attr"`
	Style string  `xml:"style,attr"`
	Text  string  `xml:",chardata"`
}

func TestLabelsShow(t *testing.T) {
	t.Parallel()
	c := chartOf(t, "us-east-1", 1, 2, 3)
	var doc struct {
		Texts []words `xml:"text"`
	}
	if err := xml.Unmarshal([]byte(mustSVG(t, c)), &doc); err != nil {
		t.Fatal(err)
	}
	picture, err := drawn(c)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	fill := regexp.MustCompile(`fill:rgb\((\d+),(\d+),(\d+)\)`)
	for _, w := range doc.Texts {
		seen[w.Text] = true
		if w.X < 0 || w.X > width-10 || w.Y < 8 || w.Y > height {
			t.Errorf("%q stands outside the picture, at %v, %v", w.Text, w.X, w.Y)
		}
		channels := fill.FindStringSubmatch(w.Style)
		if channels == nil {
			t.Fatalf("%q has no colour in %q", w.Text, w.Style)
		}
		if got := contrast(rgbOf(channels[1:]), rgb(panel)); got < 4.5 {
			t.Errorf("%q has a contrast of %.1f", w.Text, got)
		}
		if !nearby(picture, charts.Point{X: int(w.X) + 3, Y: int(w.Y) - 4}, 8, rgb(ink)) {
			t.Errorf("%q leaves no ink", w.Text)
		}
	}
	for _, want := range []string{
		"Interface endpoint or NAT gateway in us-east-1", "Endpoint in 1 zone: pays from 208.6 GB",
		"Endpoint in 2 zones: pays from 417.1 GB", "Endpoint in 3 zones: pays from 625.7 GB", "NAT gateway, data only",
		"USD a month", "GB a month, both directions", "1250", "75",
	} {
		if !seen[want] {
			t.Errorf("%q is not written", want)
		}
	}
}

// drawn is the same drawing as pixels, with its letters.
func drawn(c cost.Chart) (image.Image, error) {
	picture, err := drawAs(c, charts.ChartOutputPNG)
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(picture))
}

func rgbOf(channels []string) color.RGBA {
	var v [3]uint8
	for i := range v {
		n, _ := strconv.ParseUint(channels[i], 10, 8)
		v[i] = uint8(n)
	}
	return color.RGBA{v[0], v[1], v[2], 255}
}

// contrast is the ratio of the Web Content Accessibility Guidelines.
func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.RGBA) float64 {
	linear := func(channel uint8) float64 {
		v := float64(channel) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func TestInksStandOutFromThePanel(t *testing.T) {
	t.Parallel()
	for _, hex := range append(inks(), ink) {
		if got := contrast(rgb(hex), rgb(panel)); got < 4.5 {
			t.Errorf("%s has a contrast of %.2f on the panel", hex, got)
		}
	}
}

func TestPathsThatNeverMeet(t *testing.T) {
	t.Parallel()
	c := cost.Chart{
		Region: "us-east-1", Currency: "USD", Endpoint: []price.Tier{{Rate: money.MustParse("0.05")}},
		NAT:    []price.Tier{{Rate: money.MustParse("0.045")}},
		Curves: []cost.Curve{{Zones: 1, Fixed: money.MustParse("7.3"), BreakEvenGB: maybe.Absent[money.Amount]()}},
	}
	if got := mustSVG(t, c); strings.Contains(got, "pays from") || !strings.Contains(got, ">1000<") {
		t.Errorf("the chart of paths that never meet: %s", got)
	}
	if !strings.Contains(Mermaid(c), `title "us-east-1. Endpoint in 1 zone; NAT gateway, data only"`) {
		t.Error(Mermaid(c))
	}
}

func TestCurvesBendWithTheTiers(t *testing.T) {
	t.Parallel()
	p := path{tiers: []price.Tier{
		{UpTo: maybe.Of(money.FromInt(100)), Rate: money.FromInt(2)}, {UpTo: maybe.Of(money.FromInt(900)), Rate: money.FromInt(1)}, {},
	}}
	var got []string
	for _, gb := range p.bends(money.FromInt(500)) {
		got = append(got, gb.String()+":"+p.at(gb).String())
	}
	if diff := cmp.Diff([]string{"0:0", "100:200", "500:600"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAxesReachFurtherThanTheCurves(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := money.FromInt(rapid.Int64Range(0, 1<<40).Draw(t, "thousandths")).Mul(money.MustParse("0.001"))
		edge := roundUp(a)
		if edge.Cmp(a) < 0 {
			t.Fatalf("the axis ends at %s, before %s", edge, a)
		}
		if a.Cmp(money.FromInt(5)) > 0 && edge.Cmp(a.Mul(money.FromInt(2))) > 0 {
			t.Fatalf("the axis ends at %s, far beyond %s", edge, a)
		}
	})
}

func BenchmarkSVG(b *testing.B) {
	c := chartOf(b, "us-east-1", 1, 2, 3)
	for b.Loop() {
		mustSVG(b, c)
	}
}
