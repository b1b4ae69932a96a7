BEGIN TRANSACTION;
CREATE TABLE lagerversion (
	version INTEGER NOT NULL, 
	tid DATETIME NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "lagerversion" VALUES(2,'2026-11-29 08:24:00.394207');
CREATE TABLE log (
	nr INTEGER NOT NULL, 
	scenarie_id VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	tid DATETIME NOT NULL, 
	hvem TEXT NOT NULL, 
	handling TEXT NOT NULL, 
	afgoerelse TEXT NOT NULL, 
	begrundelse TEXT NOT NULL, 
	PRIMARY KEY (nr), 
	FOREIGN KEY(scenarie_id, version) REFERENCES version (scenarie_id, version)
);
INSERT INTO "log" VALUES(1,'be4db93b2348406c8033325c5280567f',1,'2026-11-29 08:24:00.407535','Åse','oprettet','','');
INSERT INTO "log" VALUES(2,'be4db93b2348406c8033325c5280567f',2,'2026-11-29 08:24:00.422459','Åse','gemt','','');
INSERT INTO "log" VALUES(3,'be4db93b2348406c8033325c5280567f',2,'2026-11-29 08:24:00.426263','SU','besluttet','Ja','Fordi');
INSERT INTO "log" VALUES(4,'d427058b49bc4b0a8606540cc03a3078',1,'2026-11-29 08:24:00.430244','Åse','oprettet','','');
INSERT INTO "log" VALUES(5,'d427058b49bc4b0a8606540cc03a3078',1,'2026-11-29 08:24:00.434773','Bo','slettet','','');
CREATE TABLE scenarie (
	id VARCHAR(32) NOT NULL, 
	slettet BOOLEAN NOT NULL, 
	kopi_af VARCHAR(32), 
	PRIMARY KEY (id)
);
INSERT INTO "scenarie" VALUES('be4db93b2348406c8033325c5280567f',0,NULL);
INSERT INTO "scenarie" VALUES('d427058b49bc4b0a8606540cc03a3078',1,NULL);
CREATE TABLE version (
	scenarie_id VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	navn TEXT NOT NULL, 
	forfatter TEXT NOT NULL, 
	tiltag TEXT NOT NULL, 
	datasaet TEXT NOT NULL, 
	gemt DATETIME NOT NULL, 
	formaal TEXT DEFAULT '' NOT NULL, 
	soeg TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (scenarie_id, version), 
	FOREIGN KEY(scenarie_id) REFERENCES scenarie (id)
);
INSERT INTO "version" VALUES('be4db93b2348406c8033325c5280567f',1,'Flyt til Hals','Åse','[{"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}]','f1','2026-11-29 08:24:00.404699','Kortere ventetid','flyt til hals
åse
kortere ventetid');
INSERT INTO "version" VALUES('be4db93b2348406c8033325c5280567f',2,'Flyt til Læsø','Åse','[{"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}, {"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}]','f1','2026-11-29 08:24:00.413509','Kortere ventetid','flyt til læsø
åse
kortere ventetid');
INSERT INTO "version" VALUES('d427058b49bc4b0a8606540cc03a3078',1,'Slettet','Åse','[]','f1','2026-11-29 08:24:00.429384','Kortere ventetid','slettet
åse
kortere ventetid');
CREATE INDEX ix_version_gemt ON version (gemt);
CREATE INDEX ix_log_scenarie_id ON log (scenarie_id);
CREATE TRIGGER version_update BEFORE UPDATE ON version BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER version_delete BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER log_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER log_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
COMMIT;
