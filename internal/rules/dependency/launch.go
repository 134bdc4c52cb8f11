package dependency

// The document history of "AWS Regions and Availability Zones"
// (https://docs.aws.amazon.com/global-infrastructure/latest/regions/doc-history.html) dates
// the Regions below from Calgary, 20 December 2023, to New Zealand, 2 September 2025, and
// Tel Aviv, 1 August 2023, as the one before. The ECS guide counts Calgary among the new
// ones by name. Of isolated and sovereign Regions no such list was found.

// newRegions are the Regions that ECS calls introduced starting on 23 December 2023.
func newRegions() []string {
	return []string{"ap-east-2", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "mx-central-1"}
}

// oldRegions are those that were there before.
func oldRegions() []string {
	return []string{
		"af-south-1", "ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
		"ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ca-central-1", "cn-north-1", "cn-northwest-1",
		"eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3",
		"il-central-1", "me-central-1", "me-south-1", "sa-east-1", "us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1",
		"us-west-1", "us-west-2",
	}
}
