package price

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

//go:embed data/prices.json data/sources.json
var data embed.FS

// Embedded returns the book compiled into the program, read on first use.
func Embedded() *Book { return embedded().book }

// Source is where prices were read.
type Source struct {
	// ID is the short name used in [Price.Sources].
	ID string `json:"id"`
	// What names the publisher and the file or page.
	What string `json:"what"`
	// Date is when it was published or read; empty if it does not say.
	Date string `json:"date,omitempty"`
}

// Sources lists where the embedded prices were read.
func Sources() []Source { return slices.Clone(embedded().sources) }

type library struct {
	book    *Book
	sources []Source
}

var embedded = sync.OnceValue(func() library {
	book, err := parse("data/prices.json")
	if err != nil {
		panic(fmt.Sprintf("the embedded price book is broken: %v", err))
	}
	var sources []Source
	if err := decode("data/sources.json", &sources); err != nil {
		panic(fmt.Sprintf("the embedded list of price sources is broken: %v", err))
	}
	return library{book, sources}
})

// The shapes of data/prices.json.
type (
	fileJSON struct {
		AsOf       string                `json:"as_of"`
		Allowances map[Allowance]string  `json:"allowances"`
		Global     regionJSON            `json:"global"`
		Regions    map[string]regionJSON `json:"regions"`
	}
	regionJSON struct {
		Currency string           `json:"currency"`
		Sources  []string         `json:"sources"`
		Prices   map[Item]rowJSON `json:"prices"`
	}
	rowJSON struct {
		Rate       string            `json:"rate"`
		Tiers      []tierJSON        `json:"tiers"`
		To         map[string]string `json:"to"`
		AsOf       string            `json:"as_of"`
		Confidence Confidence        `json:"confidence"`
		Inferred   bool              `json:"inferred"`
	}
	tierJSON struct {
		UpTo string `json:"up_to"`
		Rate string `json:"rate"`
	}
)

func decode(file string, into any) error {
	text, err := data.ReadFile(file)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

func parse(file string) (*Book, error) {
	var raw fileJSON
	if err := decode(file, &raw); err != nil {
		return nil, err
	}
	book := &Book{asOf: raw.AsOf, regions: map[string]region{}, allowances: map[Allowance]money.Amount{}}
	for name, text := range raw.Allowances {
		amount, err := money.Parse(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		book.allowances[name] = amount
	}
	for name, r := range raw.Regions {
		parsed, err := parseRegion(name, r)
		if err != nil {
			return nil, err
		}
		// A global price is one list for every Region billed in its currency.
		if r.Currency == raw.Global.Currency {
			global, err := parseRegion(name, raw.Global)
			if err != nil {
				return nil, err
			}
			maps.Copy(parsed.prices, global.prices)
		}
		for _, p := range parsed.prices {
			book.asOf = later(book.asOf, p.AsOf)
		}
		book.regions[name] = parsed
	}
	return book, nil
}

func parseRegion(name string, raw regionJSON) (region, error) {
	r := region{
		currency: raw.Currency,
		prices:   map[Item]Price{}, inferred: map[Item]Price{}, sendTo: map[string]Price{},
	}
	for item, row := range raw.Prices {
		p := Price{
			Region: name, Item: item, Unit: item.Unit(), Currency: raw.Currency,
			AsOf: row.AsOf, Confidence: row.Confidence, Inferred: row.Inferred, Sources: raw.Sources,
		}
		tiers := row.Tiers
		if tiers == nil {
			tiers = []tierJSON{{Rate: row.Rate}}
		}
		var err error
		if p.Tiers, err = parseTiers(tiers); err != nil {
			return region{}, fmt.Errorf("%s in %s: %w", item, name, err)
		}
		if row.Inferred {
			r.inferred[item] = p
		} else {
			r.prices[item] = p
		}
		for to, rate := range row.To {
			if p.Tiers, err = parseTiers([]tierJSON{{Rate: rate}}); err != nil {
				return region{}, fmt.Errorf("%s from %s to %s: %w", item, name, to, err)
			}
			r.sendTo[to] = p
		}
	}
	return r, nil
}

func parseTiers(raw []tierJSON) ([]Tier, error) {
	tiers := make([]Tier, len(raw))
	for i, t := range raw {
		var err error
		if tiers[i].Rate, err = money.Parse(t.Rate); err != nil {
			return nil, err
		}
		if t.UpTo != "" {
			bound, err := money.Parse(t.UpTo)
			if err != nil {
				return nil, err
			}
			tiers[i].UpTo = maybe.Of(bound)
		}
	}
	return tiers, checkTiers(tiers)
}
