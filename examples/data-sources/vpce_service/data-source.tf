provider "vpce" {
  region = "us-east-1"
}

# What is known about one service: here, mail submission, which takes no endpoint policy
# and is missing in some zones.
data "vpce_service" "smtp" {
  service = "email-smtp"
}

output "smtp" {
  value = {
    name           = data.vpce_service.smtp.service_names["Interface"]
    ports          = data.vpce_service.smtp.ports
    takes_a_policy = data.vpce_service.smtp.policy_supported
    not_in_zones   = data.vpce_service.smtp.excluded_availability_zone_ids
  }
}
