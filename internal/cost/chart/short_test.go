package chart

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

func TestShort(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]string{
		"0": "0", "0.5": "0.5", "8000": "8000", "10000": "10k", "12500": "12.5k", "400000": "400k",
		"1000000": "1M", "1500000": "1.5M", "2000000000": "2G",
	} {
		if got := short(money.MustParse(number)); got != want {
			t.Errorf("%s is written %s, want %s", number, got, want)
		}
	}
}
